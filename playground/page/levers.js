// The bar that shows whether the bot runs, and the buttons that kill and start it.

import { get, post } from './talk.js';
import { el } from './dom.js';

const NAMES = { kill: 'Matikan bot (kill -9)', start: 'Hidupkan bot', stop: 'Hentikan bot baik-baik' };
const WHEN = { kill: 'alive', stop: 'alive', start: 'dead' }; // when it makes sense to pull it
const EVERY = 2000; // milliseconds

export async function levers() {
  const names = await get('/levers');
  const bar = document.getElementById('levers');
  bar.hidden = names.length === 0;
  if (bar.hidden) return;
  const pull = async (name) => { await post(`/levers/${name}`); await look(names, bar); };
  document.getElementById('lever-buttons').replaceChildren(...names.filter((name) => name !== 'status').map((name) => el('button', {
    type: 'button', className: 'lever', 'data-testid': `lever-${name}`, 'data-when': WHEN[name], onclick: () => pull(name),
  }, NAMES[name] || name)));
  await look(names, bar);
  setInterval(() => look(names, bar).catch(() => {}), EVERY);
}

async function look(names, bar) {
  const alive = names.includes('status') ? (await post('/levers/status')).alive : (await get('/state')).polling;
  bar.classList.toggle('dead', !alive);
  document.getElementById('bot-state').textContent = alive ? 'Bot menyala' : 'Bot mati';
  document.getElementById('bot-note').hidden = alive;
  for (const lever of bar.querySelectorAll('.lever')) lever.disabled = lever.dataset.when === (alive ? 'dead' : 'alive');
}
