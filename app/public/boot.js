// Starts the islands of a page: the one script that pages name. Addresses stand on its own tag.
const tag = document.querySelector('script[data-wasm]');
const page = document.documentElement;

// What Leptos reads when it starts; nothing but islands is hydrated here, so there is nothing to read.
globalThis.__RESOLVED_RESOURCES ??= [];
globalThis.__SERIALIZED_ERRORS ??= [];
globalThis.__INCOMPLETE_CHUNKS ??= [];

/** Fetches something, again and again for two minutes: a connection that breaks may be back in a moment. Until then the page says what to do. */
async function fetched(work) {
  for (let pause = 1; ; pause *= 2) {
    try {
      return await work();
    } catch (error) {
      page.dataset.failed = '';
      if (pause > 64) throw error;
      await new Promise((done) => setTimeout(done, pause * 1000));
    }
  }
}

try {
  const portal = await fetched(() => import(tag.dataset.js));
  await fetched(() => portal.default({ module_or_path: tag.dataset.wasm }));
  portal.hydrate();
  for (const island of document.querySelectorAll('leptos-island')) {
    // Its number is over what the server declares; the browser's declaration of the same island has another.
    const name = island.dataset.component.replace(/\d+$/, '');
    const start = Object.keys(portal).find((one) => one.replace(/\d+$/, '') === name);
    await portal[start](island);
  }
  delete page.dataset.failed;
  // Tests wait for this, and so does whatever must not be shown before it works.
  page.dataset.ready = '';
} catch (error) {
  page.dataset.failed = '';
  throw error;
}
