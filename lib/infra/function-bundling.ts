/** The shared esbuild settings in CDK's words, and the fleet file beside the bundle. */
import { type BundlingOptions, LogLevel, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { bundleSettings } from '#lib/bundle.ts';

/** The commands run in a POSIX shell, where only a quote ends a quoted text. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

export const functionBundling = (fleetFile: string | undefined): BundlingOptions => ({
  format: OutputFormat.ESM,
  target: bundleSettings.target,
  mainFields: [...bundleSettings.mainFields],
  minify: bundleSettings.minify,
  sourceMap: bundleSettings.sourcemap,
  sourcesContent: bundleSettings.sourcesContent,
  banner: bundleSettings.banner.js,
  // The runtime's own SDK changes under our feet, and has not seen our tests.
  bundleAwsSDK: true,
  externalModules: [...bundleSettings.external],
  logLevel: LogLevel.WARNING,
  commandHooks: {
    beforeBundling: () => [],
    beforeInstall: () => [],
    afterBundling: (_inputDir, outputDir) => [
      `cp ${quoted(fleetFile ?? '/dev/null')} ${quoted(`${outputDir}/fleet.yaml`)}`,
    ],
  },
});
