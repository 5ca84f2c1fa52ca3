/**
 * What Lambda does with a bundle, in a process of its own: load it, and call the handler with each event that
 * comes in. The parent may kill the process at any moment, as Lambda may.
 */
const { handler } = await import(process.argv[2]);

process.on('message', async ({ id, event }) => {
  const endMs = performance.now() + 50_000;
  const getRemainingTimeInMillis = () => endMs - performance.now();
  try {
    await handler(event, { functionName: 'tick', getRemainingTimeInMillis });
    process.send({ id, error: null });
  } catch (error) {
    process.send({ id, error: `${error.name}: ${error.message}` });
  }
});

process.send({ id: 'ready', error: null });
