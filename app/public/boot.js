// Starts the islands of a page: the one script that pages name. Addresses stand on its own tag.
const tag = document.querySelector('script[data-wasm]');
const page = document.documentElement;

// What Leptos reads when it starts; nothing but islands is hydrated here, so there is nothing to read.
globalThis.__RESOLVED_RESOURCES ??= [];
globalThis.__SERIALIZED_ERRORS ??= [];
globalThis.__INCOMPLETE_CHUNKS ??= [];

try {
  const portal = await import(tag.dataset.js);
  await portal.default({ module_or_path: tag.dataset.wasm });
  portal.hydrate();
  for (const island of document.querySelectorAll('leptos-island')) {
    await portal[island.dataset.component](island);
  }
  // Tests wait for this, and so does whatever must not be shown before it works.
  page.dataset.ready = '';
} catch (error) {
  page.dataset.failed = '';
  for (const hidden of document.querySelectorAll('[data-if-failed]')) hidden.hidden = false;
  throw error;
}
