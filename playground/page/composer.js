// What goes with a message: the line above the writing field, files, contacts and places.

import { act } from './talk.js';
import { el, icon, iconButton } from './dom.js';

// The line that says what the next message will be. With `done` it has a button of its own.
export function contextLine(chat, title, content, label, done) {
  const text = typeof content === 'string' ? el('span', { className: 'small cut' }, content) : content;
  const cancel = () => { chat.clearContext(); chat.input.focus(); };
  const line = el('form', {
    className: 'context-line',
    onsubmit: (event) => { event.preventDefault(); chat.clearContext(); done?.(); },
  }, el('span', { className: 'what' }, el('b', {}, title), text),
  label ? el('button', { className: 'main', 'data-testid': 'confirm' }, label) : null,
  iconButton('close', 'Batal', cancel, { 'data-testid': 'cancel' }));
  chat.clearContext();
  chat.context.append(line);
  return line;
}

export function attachEntries(chat) {
  const id = chat.person.id;
  return [
    ['photo', 'Foto dari perangkat', () => pick(chat, 'image/*', 'photo'), 'attach-photo'],
    ['file', 'Berkas', () => pick(chat, '', 'document'), 'attach-document'],
    ['person', 'Kontak saya', () => shareContact(chat), 'attach-contact'],
    ['person', 'Kontak orang lain', () => otherContact(chat), 'attach-other'],
    ['place', 'Lokasi', () => shareLocation(chat), 'attach-location'],
    ['photo', 'Foto contoh', () => act(id, 'photo'), 'attach-sample'],
    ['photo', 'Album tiga foto contoh', () => act(id, 'album', { count: 3 })],
    ['voice', 'Pesan suara', () => act(id, 'voice')],
    ['smile', 'Stiker', () => act(id, 'sticker')],
  ];
}

function pick(chat, accept, kind) {
  const picker = el('input', { type: 'file', accept, onchange: () => picker.files[0] && chat.attachFile(picker.files[0], kind) });
  picker.click();
}

// Shows the file; sending takes the written text along as its caption.
export function filePreview(chat, file, kind) {
  const line = contextLine(chat, kind === 'photo' ? 'Kirim foto' : 'Kirim berkas', `${file.name} · tulis keterangan bila perlu`);
  if (kind === 'photo') {
    const address = URL.createObjectURL(file);
    line.prepend(el('img', { className: 'thumb', src: address, alt: '', onload: () => URL.revokeObjectURL(address) }));
  } else line.prepend(icon('file'));
  chat.mode = {
    send: (caption) => {
      const form = new FormData();
      form.append('file', file, file.name);
      if (caption) form.append('caption', caption);
      return act(chat.person.id, kind, form);
    },
  };
}

// As Telegram does, asks before a phone number goes out. `key` is the keyboard's button, if one was pressed.
export function shareContact(chat, key) {
  const question = `${chat.person.phone} akan diketahui ${chat.bot.name}`;
  const share = () => (key ? act(chat.person.id, 'key', { label: key }) : act(chat.person.id, 'contact'));
  contextLine(chat, 'Bagikan nomor HP Anda?', question, 'Bagikan', share).querySelector('.main').focus();
}

function otherContact(chat) {
  const name = el('input', { placeholder: 'Nama', 'aria-label': 'Nama', required: true, value: 'Tetangga' });
  const phone = el('input', { placeholder: 'Nomor HP', 'aria-label': 'Nomor HP', required: true, value: '628123450000' });
  const both = el('span', { className: 'pair' }, name, phone);
  contextLine(chat, 'Kirim kontak orang lain', both, 'Kirim', () => act(chat.person.id, 'contact', { name: name.value, phone: phone.value }));
  name.focus();
}

export function shareLocation(chat, key) {
  const number = (label, value) => el('input', { type: 'number', step: 'any', 'aria-label': label, value, required: true });
  const latitude = number('Lintang', '-7.0455');
  const longitude = number('Bujur', '112.7351');
  const share = () => {
    const place = [latitude.valueAsNumber, longitude.valueAsNumber];
    return key ? act(chat.person.id, 'key', { label: key, place })
      : act(chat.person.id, 'location', { latitude: place[0], longitude: place[1] });
  };
  contextLine(chat, 'Bagikan lokasi Anda?', el('span', { className: 'pair' }, latitude, longitude), 'Bagikan', share)
    .querySelector('.main').focus();
}
