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

// The part of the app that this address needs: `parts.rs` knows the same addresses. What ends in a slash is any page below.
const rooms = {
  '': 'today',
  'beheer': 'office',
  'berichten': 'training',
  'buurtverbinders': 'connectors',
  'cijfers': 'office',
  'inloggen': 'account',
  'mensen': 'training',
  'mijn-profiel': 'connectors',
  'sparren': 'training',
  'specialisten': 'directory',
  'training': 'training',
  'uitnodiging': 'account',
  'vragen': 'board',
  'vragen/': 'case',
  'vragen/nieuw': 'question',
  'word-buurtverbinder': 'connectors',
};
const [, room, page] = location.pathname.split('/');
// Of somebody of whom this device doesn't know that they begin with today, the first thing to see is the front door.
const beginsWithToday = room === '' && remembered('today');
const below = page && (rooms[`${room}/${page}`] ?? rooms[`${room}/`]);
const part = room === '' && !beginsWithToday ? 'account' : (below ?? rooms[room]);
for (const href of parts[part] ?? []) {
  const link = { rel: 'preload', as: 'fetch', crossOrigin: 'anonymous', href };
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
if (beginsWithToday) ask(questions.today, 'app; signed-in');
