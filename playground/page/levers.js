// The bar over the desk: whether the bot runs and what it has missed, and what one can do to it.

import { get, post } from './talk.js';
import { clockLevers } from './clock.js';
import { queuePanel, showQueues } from './queues.js';

const EVERY = 2000; // milliseconds
const at = (id) => document.getElementById(id);
const bar = at('levers');
let isCut = false;
let dismissed; // the absence whose story was read

export async function levers() {
  const names = await get('/levers');
  bar.hidden = names.length === 0;
  if (bar.hidden) return;
  for (const button of bar.querySelectorAll('[data-lever]')) button.addEventListener('click', () => pull(button));
  at('network').addEventListener('click', async () => { await post('/line', { cut: !isCut }); await look(); });
  at('close-note').addEventListener('click', () => { dismissed = at('bot-note').dataset.began; at('bot-note').hidden = true; });
  at('fold-levers').addEventListener('click', () => {
    at('fold-levers').setAttribute('aria-expanded', String(bar.classList.toggle('open')));
  });
  if (names.includes('clock')) { clockLevers(); queuePanel(look); }
  await look();
  setInterval(() => document.visibilityState === 'visible' && look().catch(() => {}), EVERY);
}

async function pull(button) {
  await post(`/levers/${button.dataset.lever}`);
  await look();
  bar.querySelector('[data-lever]:not([hidden])').focus(); // the other one has taken its place
}

// Reads the gauges of whoever runs the bot; a playground without levers has none.
export async function look() {
  if (bar.hidden) return;
  const [{ alive, absence }, { pending }, line] = await Promise.all([get('/gauges/status'), get('/state'), get('/line')]);
  isCut = line.cut;
  bar.classList.toggle('dead', !alive);
  bar.classList.toggle('unplugged', isCut);
  at('bot-state').textContent = !alive ? 'Bot mati' : isCut ? 'Jaringan diputus' : 'Bot menyala';
  at('network').textContent = isCut ? 'Sambungkan jaringan' : 'Putuskan jaringan';
  for (const button of bar.querySelectorAll('[data-lever]')) button.hidden = (button.dataset.lever === 'kill') !== alive;
  tell(alive, absence, pending);
  await showQueues(pending);
}

function tell(alive, absence, pending) {
  const story = alive && isCut ? '' : storyOf(alive, absence);
  const words = [story, hindrance(alive, pending)].filter(Boolean).join(' ');
  at('bot-note').hidden = !words;
  at('bot-note').dataset.began = absence?.began;
  at('close-note').hidden = !absence?.is_over || isCut || !alive;
  if (at('note-words').textContent !== words) at('note-words').textContent = words;
}

// What keeps the bot from its messages now.
function hindrance(alive, pending) {
  if (alive && !isCut) return '';
  const waiting = pending ? `${pending} pesan menunggu` : 'Pesan akan menunggu';
  if (alive) return `Bot tidak terhubung ke Telegram. ${waiting} sampai jaringan disambungkan.`;
  return `${waiting} sampai bot hidup lagi.${isCut ? ' Jaringan juga diputus.' : ''}`;
}

// How the bot came through its last end.
function storyOf(alive, absence) {
  if (!absence || String(absence.began) === dismissed) return '';
  const away = duration(absence.seconds);
  if (!alive) return `Sudah mati ${away}.`;
  if (absence.is_away) return 'Sedang hidup kembali…';
  const { read, sent, left } = absence;
  const done = `${read} pesan Anda dibaca, ${sent} pesan terkirim`;
  const nothing = !read && !sent;
  if (!absence.is_over) return `Bot mati ${away}. ${nothing ? 'Sedang mengejar yang tertinggal…' : `Sejauh ini ${done}…`}`;
  if (nothing) return `Bot mati ${away}. Tidak ada yang tertinggal.`;
  return `Bot mati ${away}. Sesudah hidup lagi: ${done}${left ? `; ${left} menunggu waktunya` : ''}.`;
}

function duration(seconds) {
  if (seconds < 60) return `${seconds} detik`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} menit ${seconds % 60} detik`;
  return `${Math.floor(seconds / 3600)} jam ${Math.floor((seconds % 3600) / 60)} menit`;
}
