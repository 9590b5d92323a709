// One message, drawn.

import { clockTime, el, icon, iconButton, menu } from './dom.js';

export function bubble(message, chat) {
  const mine = message.from === 'me';
  const body = el('div', { className: 'body' },
    message.forwarded && el('p', { className: 'small' }, 'Diteruskan') || null,
    message.reply_to && quote(message.reply_to, chat),
    message.photo && photo(message),
    message.document && file(message.document),
    message.contact && card('person', contactName(message.contact), message.contact.phone_number),
    message.location && card('place', 'Lokasi', `${message.location.latitude}, ${message.location.longitude}`),
    message.voice && card('voice', 'Pesan suara', '0.03') || null,
    message.sticker && el('div', { className: 'sticker', role: 'img', 'aria-label': 'Stiker' }, '👍') || null,
    message.html && words(message.html, chat),
    el('span', { className: 'time' }, message.edited ? 'diedit ' : '', clockTime(message.date)),
    more(message, chat));
  return el('article', {
    className: `message ${mine ? 'mine' : 'theirs'}`,
    'data-testid': 'message',
    'data-message-id': message.message_id,
    'data-from': message.from,
    'aria-label': `${mine ? 'Anda' : 'Bot'}, ${clockTime(message.date)}`,
  }, body, message.keyboard && inline(message, chat));
}

function words(html, chat) {
  const text = el('div', { className: 'text' });
  text.innerHTML = html; // written by the server, which escapes everything but its own tags
  text.addEventListener('click', (event) => {
    const link = event.target.closest('a');
    const spoiler = event.target.closest('.spoiler');
    if (spoiler) spoiler.classList.add('open');
    if (link?.dataset.command) { event.preventDefault(); chat.write(link.dataset.command); }
    else if (link && chat.opensLink(link.href)) event.preventDefault();
  });
  return text;
}

function quote(reply, chat) {
  const go = () => chat.find(reply.message_id)?.scrollIntoView({ block: 'center' });
  return el('button', { type: 'button', className: 'quote', onclick: go }, reply.text || 'Pesan');
}

function photo(message) {
  const picture = el('img', { src: message.photo.url, alt: message.caption || 'Foto', loading: 'lazy' });
  picture.width = message.photo.width;
  picture.height = message.photo.height;
  const look = () => {
    const viewer = document.getElementById('viewer');
    viewer.querySelector('img').src = message.photo.url;
    viewer.showModal();
  };
  return el('button', { type: 'button', className: 'photo', 'aria-label': 'Perbesar foto', onclick: look }, picture);
}

function file(document) {
  const size = document.size < 1024 ? `${document.size} B`
    : document.size < 1048576 ? `${Math.round(document.size / 1024)} KB`
      : `${(document.size / 1048576).toLocaleString('id-ID', { maximumFractionDigits: 1 })} MB`;
  return el('a', { className: 'card', href: document.url, download: document.name },
    el('span', { className: 'round' }, icon('file')),
    el('span', {}, el('b', {}, document.name || 'Berkas'), el('span', { className: 'small' }, `${size} · unduh`)));
}

function card(name, title, below) {
  return el('div', { className: 'card' }, el('span', { className: 'round' }, icon(name)),
    el('span', {}, el('b', {}, title), el('span', { className: 'small' }, below)));
}

const contactName = (contact) => [contact.first_name, contact.last_name].filter(Boolean).join(' ');

function inline(message, chat) {
  const rows = message.keyboard.map((row) => el('div', { className: 'keys-row' }, ...row.map((button) => {
    const url = button.url && !chat.isOwnLink(button.url);
    const press = () => (button.url ? chat.opensLink(button.url) || window.open(button.url, '_blank', 'noopener') : chat.press(message.message_id, button));
    return el('button', {
      type: 'button', className: 'key', 'data-testid': 'inline-button', 'data-data': button.data, onclick: press,
    }, button.text, url ? el('span', { 'aria-hidden': 'true', className: 'out' }, '↗') : null);
  })));
  return el('div', { className: 'inline' }, ...rows);
}

function more(message, chat) {
  const button = iconButton('more', 'Pilihan pesan', () => menu(button, [
    ['reply', 'Balas', () => chat.replyTo(message)],
    message.from === 'me' && message.text !== null && ['edit', 'Ubah', () => chat.edit(message)],
    message.text !== null && ['forward', 'Teruskan ke bot', () => chat.write(message.text, { forwarded: true })],
  ]), { className: 'icon more', 'aria-haspopup': 'menu', 'data-testid': 'message-menu' });
  return el('span', { className: 'more-place' }, button);
}
