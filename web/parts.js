// Fetches the parts of the app when somebody first goes there. A file holds the modules of a part one after the other, so
// that a part is one answer or two and not thirty. The build puts `files` in front: the files of each part, and `modules`:
// in each file the numbers and lengths of its modules. At the end it exports what the app calls for each part.

import { initSync } from './app.js';

// Once: a module that came in with another part would write over what the app has changed since.
const links = new Map();

const link = (number, bytes) => {
  if (!links.has(number)) {
    const linking = WebAssembly.instantiate(bytes, { __wasm_split: initSync(undefined, undefined) });
    linking.catch(() => links.delete(number));
    links.set(number, linking);
  }
  return links.get(number);
};

// A slow connection may take its time, but one on which nothing comes any more is given up.
const patience = 15_000;

const read = async (file) => {
  const stop = new AbortController();
  let timer;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => stop.abort(), patience);
  };
  try {
    wait();
    const answer = await fetch(new URL(file, import.meta.url), { signal: stop.signal });
    if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
    const reader = answer.body.getReader();
    const pieces = [];
    for (;;) {
      wait();
      const { done, value } = await reader.read();
      if (done) return await new Blob(pieces).arrayBuffer();
      pieces.push(value);
    }
  } finally {
    clearTimeout(timer);
  }
};

const bring = async (file) => {
  const bytes = await read(file);
  let end = 0;
  await Promise.all(
    modules[file].map(([number, length]) => {
      const begin = end;
      end += length;
      return link(number, new Uint8Array(bytes, begin, length));
    }),
  );
};

// What came is remembered; what failed, such as without a connection, is tried again when it is wanted again.
const brought = new Map();

const bringOnce = (file) => {
  if (!brought.has(file)) {
    const bringing = bring(file);
    bringing.catch(() => brought.delete(file));
    brought.set(file, bringing);
  }
  return brought.get(file);
};

// The app hands over what is to be called, with its data, when the part is here or failed to come.
const part = (name) => async (callback, data) => {
  let isHere = true;
  try {
    await Promise.all(files[name].map(bringOnce));
  } catch (error) {
    console.error(error);
    isHere = false;
  }
  initSync(undefined, undefined).__indirect_function_table.get(callback)(data, isHere);
};
