// The queues of the bot as they stand, counted in its own database.

import { get } from './talk.js';
import { el } from './dom.js';

const GROUPS = [
  ['Pesan masuk', 'inbox', { pending: 'di Telegram', open: 'menunggu', quarantined: 'dikarantina', parked: 'diparkir' }],
  ['Pesan keluar', 'outbox', {
    waiting: 'menunggu', sending: 'sedang dikirim', sent: 'terkirim', unknown: 'tidak pasti', failed: 'gagal', closed: 'dibatalkan',
  }],
  ['Pekerjaan', 'jobs', { waiting: 'menunggu', running: 'dikerjakan', failed: 'gagal' }],
];
const TROUBLE = new Set(['unknown', 'failed', 'quarantined', 'parked']);
const panel = document.getElementById('queues');
const button = document.getElementById('show-queues');

export function queuePanel(look) {
  button.hidden = false;
  button.addEventListener('click', () => {
    panel.hidden = !panel.hidden;
    button.setAttribute('aria-expanded', String(!panel.hidden));
    look();
  });
}

// Counts only while somebody looks. `pending` is what the bot has not fetched yet.
export async function showQueues(pending) {
  if (panel.hidden) return;
  const counts = await get('/gauges/queues');
  if (!counts.inbox) return;
  counts.inbox.pending = pending;
  panel.replaceChildren(...GROUPS.map(([title, queue, states]) => el('div', { className: 'queue' }, el('b', {}, title),
    ...Object.entries(states).map(([state, label]) => count(queue, state, label, counts[queue][state])))));
}

function count(queue, state, label, number) {
  const kind = !number ? 'count none' : TROUBLE.has(state) ? 'count trouble' : 'count';
  return el('span', { className: kind, 'data-testid': `${queue}-${state}` }, el('b', {}, number.toLocaleString('id-ID')), ` ${label}`);
}
