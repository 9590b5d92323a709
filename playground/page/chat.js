// One column: the chat of one person with the bot, as on that person's phone.

import { act, get } from './talk.js';
import { alertBox, avatar, el, icon, iconButton, menu, toast } from './dom.js';
import { dayName } from './clock.js';
import { bubble } from './bubble.js';
import { attachEntries, contextLine, filePreview, shareContact, shareLocation } from './composer.js';

export class Chat {
  constructor(person, bot, hooks) {
    this.person = person;
    this.bot = bot;
    this.hooks = hooks;
    this.drawn = new Map(); // message id -> the JSON it was drawn from
    this.seenToasts = null; // null until the first look: old toasts are not shown again
    this.keyboardOpen = true;
    this.dirty = this.busy = false;
    this.build();
  }

  build() {
    this.log = el('div', { className: 'log', role: 'log', 'aria-live': 'polite', 'aria-label': 'Pesan', tabIndex: 0 });
    this.status = el('span', { className: 'small cut' });
    this.rest();
    this.toasts = el('div', { className: 'toasts', role: 'status', 'aria-live': 'polite' });
    this.context = el('div', { className: 'context' });
    this.input = el('textarea', {
      rows: 1, placeholder: 'Tulis pesan…', 'aria-label': 'Tulis pesan', 'data-testid': 'composer', maxLength: 4096,
      oninput: () => this.grow(),
      onkeydown: (event) => {
        if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.send(); }
      },
    });
    const attach = iconButton('attach', 'Lampirkan', () => menu(attach, attachEntries(this)),
      { 'data-testid': 'attach', 'aria-haspopup': 'menu' });
    this.commands = el('button', { type: 'button', className: 'icon slash', 'aria-label': 'Perintah bot', title: 'Perintah bot',
      'aria-haspopup': 'menu', 'data-testid': 'commands', onclick: () => menu(this.commands, this.commandEntries()) }, '/');
    this.toggle = iconButton('keys', 'Tampilkan atau sembunyikan tombol', () => this.toggleKeyboard(), { 'data-testid': 'toggle-keyboard' });
    this.line = el('form', { className: 'composer', onsubmit: (event) => { event.preventDefault(); this.send(); } },
      el('span', { className: 'hook' }, attach), this.input, el('span', { className: 'hook' }, this.commands), this.toggle,
      el('button', { className: 'icon send', 'aria-label': 'Kirim', 'data-testid': 'send' }, icon('send')));
    this.startButton = el('button', { type: 'button', className: 'main start', 'data-testid': 'start-button', onclick: () => this.start() }, 'MULAI');
    this.keyboard = el('div', { className: 'reply-keyboard', 'aria-label': 'Tombol jawaban', role: 'group' });
    this.node = el('section', { className: 'chat', 'aria-label': this.person.name, 'data-person': this.person.id },
      this.header(), this.toasts, this.log, this.context, this.startButton, this.line, this.keyboard);
    this.log.addEventListener('scroll', () => { this.stuck = this.fromBottom() < 120; });
    this.log.addEventListener('load', () => this.stuck && this.toBottom(), true); // a picture has grown
    this.node.addEventListener('keydown', (event) => this.escape(event));
  }

  header() {
    const options = iconButton('more', 'Pilihan', () => menu(options, [
      ['link', 'Buka tautan t.me…', () => this.askForLink(), 'open-link'],
      this.person.blocked ? ['stop', 'Buka blokir bot', () => act(this.person.id, 'unblock'), 'unblock']
        : ['stop', 'Blokir bot', () => act(this.person.id, 'block'), 'block'],
    ]), { 'aria-haspopup': 'menu', 'data-testid': 'options' });
    return el('header', {},
      iconButton('back', 'Kembali ke daftar', () => this.hooks.back(), { className: 'icon back', 'data-testid': 'back' }),
      avatar(this.bot.name, this.bot.id),
      el('div', { className: 'title' }, el('h2', {}, this.bot.name), this.status),
      el('span', { className: 'hook' }, options),
      iconButton('close', 'Tutup kolom', () => this.hooks.close(this), { className: 'icon close-column' }));
  }

  // Asks the server what is on the screen now, and draws what changed. Never twice at once.
  async refresh() {
    this.dirty = true;
    if (this.busy) return;
    this.busy = true;
    try {
      while (this.dirty) {
        this.dirty = false;
        this.show(await get(`/people/${this.person.id}/messages?limit=300`));
      }
    } finally { this.busy = false; }
  }

  show(screen) {
    const stick = this.fromBottom() < 120;
    this.reconcile(screen.messages);
    this.spin(screen.unanswered);
    this.showToasts(screen.toasts);
    this.showKeyboard(screen.reply_keyboard);
    this.showFoot(screen.messages.length === 0);
    if (screen.force_reply && screen.force_reply !== this.forced) {
      this.forced = screen.force_reply;
      this.replyTo(screen.messages.find((message) => message.message_id === this.forced));
    }
    const newest = screen.messages.at(-1);
    if (newest && newest.message_id !== this.newest) {
      if (newest.from === 'bot') this.rest();
      if (stick || newest.from === 'me' || !this.newest) this.toBottom();
      this.newest = newest.message_id;
      this.markRead();
    }
  }

  reconcile(messages) {
    const wanted = new Set(messages.map((message) => message.message_id));
    for (const id of this.drawn.keys()) {
      if (!wanted.has(id)) { this.find(id)?.remove(); this.drawn.delete(id); }
    }
    for (const message of messages) {
      const json = JSON.stringify(message);
      if (this.drawn.get(message.message_id) === json) continue;
      const made = bubble(message, this);
      const old = this.find(message.message_id);
      if (old) old.replaceWith(made);
      else {
        const day = new Date(message.date * 1000).toDateString();
        if (this.lastDay !== day) this.log.append(el('p', { className: 'day', 'data-date': message.date }, dayName(message.date)));
        this.lastDay = day;
        this.log.append(made);
      }
      this.drawn.set(message.message_id, json);
    }
  }

  // Another day has begun: what was today is yesterday.
  nameDays() { for (const day of this.log.querySelectorAll('.day')) day.textContent = dayName(Number(day.dataset.date)); }

  find(id) { return this.log.querySelector(`[data-message-id="${Number(id)}"]`); }

  spin(unanswered) {
    const spinning = new Set(unanswered.map((query) => `${query.message_id} ${query.data}`));
    for (const key of this.log.querySelectorAll('.key')) {
      const id = key.closest('.message').dataset.messageId;
      const waits = spinning.has(`${id} ${key.dataset.data}`);
      key.classList.toggle('waits', waits);
      key.setAttribute('aria-busy', String(waits));
    }
  }

  showToasts(toasts) {
    const fresh = this.seenToasts && toasts.filter((one) => !this.seenToasts.has(one.id));
    for (const one of fresh || []) one.alert ? alertBox(one.text) : toast(one.text, this.toasts);
    this.seenToasts = new Set(toasts.map((one) => one.id));
  }

  showKeyboard(markup) {
    const json = JSON.stringify(markup);
    if (json === this.keyboardJson) return;
    this.keyboardJson = json;
    this.markup = markup;
    this.keyboardOpen = true;
    this.input.placeholder = markup?.input_field_placeholder || 'Tulis pesan…';
    this.keyboard.replaceChildren(...(markup?.keyboard || []).map((row) => el('div', { className: 'keys-row' },
      ...row.map((button) => el('button', {
        type: 'button', className: 'reply-key', 'data-testid': 'reply-button', onclick: () => this.replyKey(button),
      }, button.request_contact ? icon('person') : button.request_location ? icon('place') : null, button.text)))));
    this.arrangeKeyboard();
  }

  toggleKeyboard() { this.keyboardOpen = !this.keyboardOpen; this.arrangeKeyboard(); }

  arrangeKeyboard() {
    this.toggle.hidden = !this.markup;
    this.toggle.setAttribute('aria-expanded', String(this.keyboardOpen));
    this.keyboard.hidden = !this.markup || !this.keyboardOpen || this.line.hidden;
    this.toBottom();
  }

  replyKey(button) {
    if (button.request_contact) return shareContact(this, button.text);
    if (button.request_location) return shareLocation(this, button.text);
    return act(this.person.id, 'key', { label: button.text });
  }

  // A new person sees what the bot is for and one big button; so does who opened a link, or blocked the bot.
  showFoot(empty) {
    const focused = document.activeElement === this.startButton;
    const starts = !this.person.started || this.payload !== undefined;
    const stopped = this.person.blocked || this.person.deactivated;
    this.startButton.hidden = !starts && !stopped;
    this.startButton.textContent = this.person.deactivated ? 'Akun ini sudah dihapus' : stopped ? 'BUKA BLOKIR' : 'MULAI';
    this.startButton.disabled = this.person.deactivated;
    this.line.hidden = stopped || (starts && empty);
    this.commands.hidden = !this.bot.commands.length;
    if (focused && this.startButton.hidden) this.input.focus();
    this.arrangeKeyboard();
    this.greeting?.remove();
    this.greeting = !empty ? null : el('div', { className: 'greeting' }, el('h3', {}, 'Apa yang bisa dilakukan bot ini?'),
      el('p', {}, this.bot.description || 'Tekan MULAI untuk mengobrol dengan bot.'));
    if (this.greeting) this.log.prepend(this.greeting);
  }

  async start() {
    if (this.person.blocked) return act(this.person.id, 'unblock');
    const payload = this.payload || '';
    this.payload = undefined;
    return act(this.person.id, 'start', { payload });
  }

  isOwnLink(href) { return new RegExp(`^(https?://)?t\\.me/${this.bot.username}(\\?|$)`, 'i').test(href); }

  opensLink(href) {
    if (!this.isOwnLink(href)) return false;
    this.payload = new URL(href.includes('://') ? href : `https://${href}`).searchParams.get('start') || '';
    this.showFoot(this.drawn.size === 0);
    this.startButton.focus();
    return true;
  }

  askForLink() {
    const link = el('input', { name: 'link', 'aria-label': 'Tautan', value: `t.me/${this.bot.username}?start=`, 'data-testid': 'link' });
    contextLine(this, 'Buka tautan ke bot ini', link, 'Buka', () => this.opensLink(link.value.trim()) || toast('Itu bukan tautan ke bot ini.'));
    link.focus();
  }

  commandEntries() {
    return this.bot.commands.map((one) => ['send', `/${one.command} — ${one.description}`, () => this.write(`/${one.command}`)]);
  }

  press(id, button) { return act(this.person.id, 'press', { message_id: id, label: button.text, data: button.data }); }

  write(text, more = {}) { return act(this.person.id, 'text', { text, ...more }); }

  async send() {
    const text = this.input.value;
    const mode = this.mode || {};
    if (mode.send) await mode.send(text.trim());
    else if (!text.trim()) return;
    else if (mode.edit) await act(this.person.id, 'edit', { message_id: mode.edit, text });
    else await this.write(text, mode.reply ? { reply_to: mode.reply } : {});
    this.input.value = '';
    this.clearContext();
    this.grow();
    this.toBottom();
  }

  replyTo(message) {
    if (!message) return;
    contextLine(this, 'Balas', message.text || message.caption || 'Pesan ini');
    this.mode = { reply: message.message_id };
    this.input.focus();
  }

  edit(message) {
    contextLine(this, 'Ubah pesan', message.text);
    this.mode = { edit: message.message_id };
    this.input.value = message.text;
    this.input.focus();
    this.grow();
  }

  attachFile(file, kind) { filePreview(this, file, kind); this.input.focus(); }

  clearContext() { this.mode = undefined; this.context.replaceChildren(); }

  escape(event) {
    if (event.key !== 'Escape') return;
    if (this.context.firstChild) { this.clearContext(); this.input.focus(); } else this.hooks.back();
  }

  grow() {
    this.input.style.height = 'auto';
    this.input.style.height = `${Math.min(this.input.scrollHeight, 160)}px`;
  }

  // The first look: at the newest message, ready to write (on a phone that would call up its keyboard).
  enter() {
    this.toBottom();
    if (matchMedia('(hover: hover)').matches) (this.line.hidden ? this.startButton : this.input).focus();
  }

  fromBottom() { return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight; }

  toBottom() { this.log.scrollTop = this.log.scrollHeight; this.stuck = true; }

  typing() {
    this.status.textContent = 'sedang mengetik…';
    clearTimeout(this.typingEnds);
    this.typingEnds = setTimeout(() => this.rest(), 5000);
  }

  rest() { this.status.textContent = `Anda: ${this.person.name}`; }

  markRead() { if (document.visibilityState === 'visible' && this.node.offsetParent) act(this.person.id, 'read'); }

  // What the list knows of the person changed: blocked, started, renamed.
  about(person) {
    const before = JSON.stringify([this.person.blocked, this.person.started, this.person.deactivated]);
    this.person = person;
    if (before !== JSON.stringify([person.blocked, person.started, person.deactivated])) this.showFoot(this.drawn.size === 0);
  }
}
