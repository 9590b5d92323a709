// The list of people one can be.

import { get, post } from './talk.js';
import { avatar, clockTime, el, iconButton } from './dom.js';

export class People {
  constructor(open, beside) {
    this.open = open;
    this.beside = beside;
    this.known = [];
    this.openIds = [];
    this.list = document.getElementById('people');
    this.find = document.getElementById('find-person');
    this.find.addEventListener('input', () => this.draw());
    this.form = document.getElementById('newcomer');
    this.button = document.getElementById('new-person');
    this.button.addEventListener('click', () => this.fold(false));
    document.getElementById('no-newcomer').addEventListener('click', () => this.fold(true));
    this.form.addEventListener('submit', (event) => { event.preventDefault(); this.add(); });
    this.form.addEventListener('keydown', (event) => { if (event.key === 'Escape') this.fold(true); });
  }

  fold(folded) {
    this.form.hidden = folded;
    this.button.hidden = !folded;
    (folded ? this.button : this.form.elements.name).focus();
  }

  async add() {
    const person = await post('/people', Object.fromEntries(new FormData(this.form)));
    this.form.reset();
    this.fold(true);
    await this.refresh([]);
    this.open(person.id);
  }

  async refresh(openIds) {
    this.openIds = openIds;
    this.known = await get('/people');
    this.draw();
    const unread = this.known.reduce((sum, person) => sum + (person.aside ? 0 : person.unread), 0);
    document.title = unread ? `(${unread}) Percakapan dengan bot` : 'Percakapan dengan bot';
  }

  // Draws the list anew, but keeps the focus where it was.
  draw() {
    const focused = document.activeElement?.closest('#people button')?.dataset.focus;
    this.find.hidden = !this.known.some((person) => person.aside);
    this.list.replaceChildren(...this.wanted().map((person) => this.row(person, this.openIds.includes(person.id))));
    if (focused) this.list.querySelector(`[data-focus="${focused}"]`)?.focus();
  }

  // Whom the list shows: who was looked for by name or note, else all who do not stand aside.
  wanted() {
    const words = this.find.value.trim().toLowerCase();
    return this.known.filter((person) => (words ? `${person.name} ${person.note}`.toLowerCase().includes(words) : !person.aside));
  }

  // Who was looked for is found.
  choose(open, person) {
    this.find.value = '';
    open(person.id);
  }

  row(person, isOpen) {
    const last = person.last ? (person.last.from_bot ? '' : 'Anda: ') + person.last.text : 'Belum mulai';
    const state = person.blocked ? 'bot diblokir' : person.deactivated ? 'akun dihapus' : person.note;
    const open = el('button', {
      type: 'button', className: 'person', 'data-testid': `person-${person.id}`, 'data-focus': `o${person.id}`,
      'aria-current': isOpen ? 'true' : null, onclick: () => this.choose(this.open, person),
    }, avatar(person.name, person.id),
    el('span', { className: 'who' },
      el('b', { className: 'cut' }, person.name),
      state ? el('span', { className: 'note cut' }, state) : null,
      el('span', { className: 'small cut' }, last)),
    el('span', { className: 'end' },
      el('span', { className: 'small' }, person.last ? clockTime(person.last.date) : ''),
      person.unread ? el('span', { className: 'unread', 'aria-label': `${person.unread} pesan belum dibaca` }, String(person.unread)) : null));
    const beside = iconButton('plus', `Buka ${person.name} di samping`, () => this.choose(this.beside, person),
      { className: 'icon beside', 'data-focus': `b${person.id}`, 'data-testid': `beside-${person.id}` });
    return el('li', {}, open, isOpen ? null : beside);
  }
}
