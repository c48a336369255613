// What can be done before the app is there, which takes longer to come than all of this together. The build puts two
// constants in front: `parts`, the files of each part of the app, and `questions`, what the app asks first (`asked/`).

// The light or dark that somebody chose, before the first picture.
const remembered = (name) => {
  try {
    return localStorage.getItem(`buurtverbinders.${name}`);
  } catch {
    return null;
  }
};
const theme = remembered('theme');
if (theme) document.documentElement.dataset.theme = theme;

// The part of the app that this address needs: `parts.rs` knows the same addresses.
const rooms = { vragen: 'cases', specialisten: 'directory', cijfers: 'office', beheer: 'office', training: 'training', mensen: 'training', sparren: 'training' };
const room = location.pathname.split('/')[1];
for (const href of parts[rooms[room]] ?? []) {
  const link = { rel: 'preload', as: 'fetch', type: 'application/wasm', crossOrigin: 'anonymous', href };
  document.head.append(Object.assign(document.createElement('link'), link));
}

// The answers that the app begins with, by the question: `graphql/early.rs` takes them. They are in nobody else's reach,
// and are kept nowhere.
const ask = (body, page) => {
  const answer = fetch('/graphql', {
    method: 'POST',
    headers: {
      'Accept': 'application/graphql-response+json',
      'Content-Type': 'application/json',
      'X-Buurtverbinders': page,
    },
    signal: AbortSignal.timeout(15_000),
    body,
  });
  // What fails is asked again by the app, which tells it.
  answer.catch(() => {});
  window.early.set(body, answer);
};
window.early = new Map();
// What nobody took by then is out of date.
setTimeout(() => window.early.clear(), 15_000);
ask(questions.session, 'app');
// Not of somebody of whom this device doesn't know that they begin with today.
if (room === '' && remembered('today')) ask(questions.today, 'app; signed-in');
