// The list of people one can be.

import { get, post } from './talk.js';
import { avatar, clockTime, el, iconButton } from './dom.js';

export class People {
  constructor(open, beside) {
    this.open = open;
    this.beside = beside;
    this.known = [];
    this.list = document.getElementById('people');
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

  // Draws the list anew, but keeps the focus where it was.
  async refresh(openIds) {
    this.known = await get('/people');
    const focused = document.activeElement?.closest('#people button')?.dataset.focus;
    this.list.replaceChildren(...this.known.map((person) => this.row(person, openIds.includes(person.id))));
    if (focused) this.list.querySelector(`[data-focus="${focused}"]`)?.focus();
    const unread = this.known.reduce((sum, person) => sum + person.unread, 0);
    document.title = unread ? `(${unread}) Percakapan dengan bot` : 'Percakapan dengan bot';
  }

  row(person, isOpen) {
    const last = person.last ? (person.last.from_bot ? '' : 'Anda: ') + person.last.text : 'Belum mulai';
    const state = person.blocked ? 'bot diblokir' : person.deactivated ? 'akun dihapus' : person.note;
    const open = el('button', {
      type: 'button', className: 'person', 'data-testid': `person-${person.id}`, 'data-focus': `o${person.id}`,
      'aria-current': isOpen ? 'true' : null, onclick: () => this.open(person.id),
    }, avatar(person.name, person.id),
    el('span', { className: 'who' },
      el('b', { className: 'cut' }, person.name),
      state ? el('span', { className: 'note cut' }, state) : null,
      el('span', { className: 'small cut' }, last)),
    el('span', { className: 'end' },
      el('span', { className: 'small' }, person.last ? clockTime(person.last.date) : ''),
      person.unread ? el('span', { className: 'unread', 'aria-label': `${person.unread} pesan belum dibaca` }, String(person.unread)) : null));
    const beside = iconButton('plus', `Buka ${person.name} di samping`, () => this.beside(person.id),
      { className: 'icon beside', 'data-focus': `b${person.id}`, 'data-testid': `beside-${person.id}` });
    return el('li', {}, open, isOpen ? null : beside);
  }
}
