// The desk: the list of people on the left, up to three chats beside it. The address says which are open.

import { Chat } from './chat.js';
import { People } from './people.js';
import { get } from './talk.js';
import { setClock, tick } from './clock.js';
import { levers, look } from './levers.js';

const MOST = 3;
const place = document.getElementById('chats');
const open = new Map(); // person id -> Chat
let bot;

const people = new People(
  (id) => show([id, ...[...open.keys()].slice(1)]),
  (id) => show([...[...open.keys()].slice(0, fits() - 1), id]),
);

function fits() { return Math.max(1, Math.min(MOST, Math.floor((window.innerWidth - 320) / 340))); }

function show(ids) {
  const address = `#${[...new Set(ids)].join(',')}`;
  if (location.hash === address) arrange();
  else location.hash = address;
}

// Makes the columns what the address says.
function arrange() {
  const wanted = location.hash.slice(1).split(',').map(Number)
    .filter((id) => people.known.some((person) => person.id === id)).slice(0, MOST);
  for (const [id, chat] of open) if (!wanted.includes(id)) { chat.node.remove(); open.delete(id); }
  const kept = new Map(open);
  open.clear();
  for (const id of wanted) open.set(id, kept.get(id) || join(id));
  place.append(...[...open.values()].map((chat) => chat.node));
  for (const chat of open.values()) chat.refresh().then(() => { if (!kept.has(chat.person.id)) chat.enter(); });
  document.body.dataset.view = open.size ? 'chat' : 'list';
  document.body.dataset.columns = open.size;
  document.getElementById('nobody').hidden = open.size > 0;
  people.refresh([...open.keys()]);
}

function join(id) {
  const person = people.known.find((one) => one.id === id);
  return new Chat(person, bot, {
    back: () => {
      if (narrow()) { document.body.dataset.view = 'list'; location.hash = ''; }
      document.querySelector(`[data-testid="person-${id}"]`)?.focus();
    },
    close: (closed) => show([...open.keys()].filter((one) => one !== closed.person.id)),
  });
}

const narrow = () => matchMedia('(max-width: 719px)').matches;

async function take(events) {
  const everything = events.some((event) => event.kind === 'reset');
  const some = (...kinds) => everything || events.some((event) => kinds.includes(event.kind));
  if (some('bot')) await meet();
  if (some('clock')) { await setClock(); nameDays(); }
  if (some('lever', 'line')) await look();
  for (const chat of open.values()) {
    const own = events.filter((event) => event.person === chat.person.id);
    if (own.some((event) => event.kind === 'typing')) chat.typing();
    if (everything || own.some((event) => !['typing', 'read'].includes(event.kind))) chat.refresh();
  }
  await people.refresh([...open.keys()]);
  for (const chat of open.values()) chat.about(people.known.find((person) => person.id === chat.person.id));
}

function nameDays() { for (const chat of open.values()) chat.nameDays(); }

async function meet() {
  bot = await get('/bot?language=id');
  document.getElementById('bot-name').textContent = bot.name;
  if (bot.short_description) document.getElementById('about').textContent = bot.short_description;
  for (const chat of open.values()) { chat.bot = bot; chat.showFoot(chat.drawn.size === 0); }
}

// Waits for changes for as long as the page is open.
async function follow(version) {
  const offline = document.getElementById('offline');
  for (;;) {
    try {
      const news = await get(`/events?since=${version}&timeout=25`);
      offline.hidden = true;
      if (news.version < version) location.reload(); // another playground answers here now
      version = news.version;
      if (news.events.length) await take(news.events);
    } catch {
      offline.hidden = false;
      await new Promise((again) => { setTimeout(again, 1000); });
    }
  }
}

const { version } = await get('/events?since=0&timeout=0');
await meet();
await setClock();
tick(nameDays);
await people.refresh([]);
window.addEventListener('hashchange', arrange);
document.addEventListener('visibilitychange', () => { for (const chat of open.values()) chat.markRead(); });
arrange();
levers().catch(() => {});
follow(version);
