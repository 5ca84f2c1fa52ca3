/**
 * How a Lambda handler becomes one file. The stack, the local world and the tests all bundle with these settings,
 * so what runs in a test is what is deployed.
 */
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';

/** What Lambda loads for the handler setting `index.handler`. */
export const bundleFile = 'index.mjs';

export const bundleSettings = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  // Packages that publish both forms say so here; the ES modules shake down to a third of the size.
  mainFields: ['module', 'main'],
  minify: true,
  // Stack traces must name our files; the sources themselves stay out, to keep the upload small.
  sourcemap: true,
  sourcesContent: false,
  // Lambda gives credentials in the environment, which the SDK asks first. The other ways, with their clients for single
  // sign-on and roles, are imported only when that has none: 90 KB that no function ever runs.
  external: [
    '@aws-sdk/credential-provider-ini',
    '@aws-sdk/credential-provider-process',
    '@aws-sdk/credential-provider-sso',
    '@aws-sdk/credential-provider-web-identity',
  ],
  // The YAML parser is CommonJS and requires Node's own modules, for which an ES module has no `require`.
  banner: {
    js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
  },
} as const satisfies BuildOptions;

/** Bundles `entry` into `outDir` and returns the path of the file to import. */
export const bundleLambda = async (entry: string, outDir: string): Promise<string> => {
  const outfile = join(outDir, bundleFile);
  await build({ ...bundleSettings, entryPoints: [entry], outfile, logLevel: 'warning' });
  return outfile;
};
