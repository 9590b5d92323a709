// The control API. A refusal is told to the person, in the words that the server gave.

import { toast } from './dom.js';

export async function get(path) {
  const answer = await fetch(`/play${path}`);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

export async function post(path, body = {}) {
  const form = body instanceof FormData;
  const answer = await fetch(`/play${path}`, {
    method: 'POST',
    body: form ? body : JSON.stringify(body),
    headers: form ? {} : { 'Content-Type': 'application/json' },
  });
  const said = await answer.json();
  if (answer.ok) return said;
  toast(said.error || 'Tidak berhasil.');
  throw new Error(said.error);
}

export const act = (person, name, body) => post(`/people/${person}/${name}`, body);
