// Drafts on the device: IndexedDB, attachments as blobs. A draft is {number, account, state, title, fields, files,
// saved, faults}; its state is draft, waiting, sent or refused.
const NAME = "mithaq-field";
const STORE = "drafts";
let opened;

function open() {
  opened ??= new Promise((found, failed) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "number" });
    asked.onsuccess = () => found(asked.result);
    asked.onerror = () => failed(asked.error);
  });
  return opened;
}

async function ask(mode, question) {
  const database = await open();
  return new Promise((found, failed) => {
    const transaction = database.transaction(STORE, mode);
    const asked = question(transaction.objectStore(STORE));
    transaction.oncomplete = () => found(asked.result);
    transaction.onerror = () => failed(transaction.error);
    transaction.onabort = () => failed(transaction.error);
  });
}

export const putDraft = (draft) => ask("readwrite", (store) => store.put({ ...draft, saved: new Date().toISOString() }));
export const getDraft = (number) => ask("readonly", (store) => store.get(number));
export const removeDraft = (number) => ask("readwrite", (store) => store.delete(number));

// The drafts of one account, the last written first.
export async function listDrafts(account) {
  const all = await ask("readonly", (store) => store.getAll());
  return all.filter((draft) => draft.account === account).sort((one, other) => other.saved.localeCompare(one.saved));
}

export function makeNumber() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [8, 12, 16, 20, 32].map((end, at) => hex.slice([0, 8, 12, 16, 20][at], end)).join("-");
}
