// Keeps the app on a device, so that it opens where there is no connection. Only files of the app, which are the same for
// everybody: what somebody asks of the server is never kept here, and isn't even looked at. A device gets this worker when
// it keeps the list of specialists (`specialists/kept.rs`).
//
// The build puts `build` in front: its name, its page, the files that are kept at once, and those that are kept when they
// are used. Names change with the content, so that a page always has the files of its own build.

self.addEventListener('install', (event) => {
  const keep = async () => {
    const kept = await caches.open(build.name);
    await kept.addAll([build.page, ...build.atOnce]);
    await self.skipWaiting();
  };
  event.waitUntil(keep());
});

self.addEventListener('activate', (event) => {
  const replace = async () => {
    const old = (await caches.keys()).filter((name) => name !== build.name);
    await Promise.all(old.map((name) => caches.delete(name)));
    // The page is asked for while this worker wakes up.
    await self.registration.navigationPreload?.enable();
    await self.clients.claim();
  };
  event.waitUntil(replace());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (request.mode === 'navigate') event.respondWith(page(event));
  else if (url.pathname.startsWith('/assets/')) event.respondWith(file(event, url.pathname));
});

// The page as the server has it now; the kept one only where nobody answers, or a proxy that finds no server behind it.
const page = async ({ request, preloadResponse }) => {
  const kept = () => caches.match(build.page, { cacheName: build.name });
  try {
    const answer = (await preloadResponse) ?? (await fetch(request));
    const isUnreachable = answer.status >= 502 && answer.status <= 504;
    return (isUnreachable && (await kept())) || answer;
  } catch {
    return (await kept()) ?? Response.error();
  }
};

const file = async (event, path) => {
  const cache = await caches.open(build.name);
  const kept = await cache.match(path, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(event.request);
  // Kept beside: who waits sees how much comes, and gives up where nothing comes any more.
  if (answer.ok && build.whenUsed.includes(path)) event.waitUntil(cache.put(path, answer.clone()).catch(() => {}));
  return answer;
};
