// The world's clock: the demo moves it forward, and every day on the page goes by it.

import { get, post } from './talk.js';
import { toast } from './dom.js';

const HOUR = 3600;
const place = document.getElementById('demo-time');
const form = document.getElementById('to-date');
let offset = 0; // seconds that the world is ahead of this computer

// The moment in the world, in milliseconds.
export const now = () => Date.now() + offset * 1000;

export function dayName(seconds) {
  const day = new Date(seconds * 1000);
  const days = Math.round((new Date(now()).setHours(0, 0, 0, 0) - new Date(day).setHours(0, 0, 0, 0)) / 86400000);
  if (days === 0) return 'Hari ini';
  if (days === 1) return 'Kemarin';
  return day.toLocaleDateString('id-ID', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
}

// Asks how far the clock was moved.
export async function setClock() {
  offset = (await get('/clock')).offset_seconds;
  show();
}

function show() {
  const day = matchMedia('(max-width: 719px)').matches
    ? { day: 'numeric', month: 'short' } : { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' };
  const date = new Date(now());
  const time = date.toLocaleTimeString('id-ID', { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' });
  place.textContent = `${date.toLocaleDateString('id-ID', day)}, ${time}`;
  place.dateTime = date.toISOString();
}

// Shows the time, and says when another day has begun, by itself or by a lever.
export function tick(onNewDay) {
  let day = new Date(now()).toDateString();
  setInterval(() => {
    show();
    const today = new Date(now()).toDateString();
    if (today !== day) onNewDay();
    day = today;
  }, 1000);
}

async function moveBy(seconds) {
  if (seconds <= 0) return toast('Jam hanya bisa dimajukan.');
  await post('/clock', { offset_seconds: offset + seconds });
  return setClock();
}

// What a field for date and time holds: the moment on this computer's wall.
function written(date) {
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60000);
  return local.toISOString().slice(0, 16);
}

function fold(folded) {
  form.hidden = folded;
  if (folded) return document.getElementById('clock-date').focus();
  const tomorrow = new Date(now() + 24 * HOUR * 1000);
  tomorrow.setHours(9, 0, 0, 0);
  form.elements.moment.min = written(new Date(now()));
  form.elements.moment.value = written(tomorrow);
  return form.elements.moment.focus();
}

export function clockLevers() {
  document.getElementById('clock-levers').hidden = false;
  document.getElementById('clock-hour').addEventListener('click', () => moveBy(HOUR));
  document.getElementById('clock-day').addEventListener('click', () => moveBy(24 * HOUR));
  document.getElementById('clock-date').addEventListener('click', () => fold(!form.hidden));
  document.getElementById('no-date').addEventListener('click', () => fold(true));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    await moveBy((new Date(form.elements.moment.value) - now()) / 1000);
    fold(true);
  });
}
