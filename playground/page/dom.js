// Building what is seen. Text from the bot only ever becomes text, or HTML that the server escaped.

export function el(tag, props = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else if (name in made && name !== 'list' && name !== 'form') made[name] = value;
    else made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `icon.svg#${name}`);
  svg.setAttribute('aria-hidden', 'true');
  svg.append(use);
  return svg;
}

export function iconButton(name, label, onclick, more = {}) {
  return el('button', { type: 'button', className: 'icon', 'aria-label': label, title: label, onclick, ...more }, icon(name));
}

// A small menu that belongs to a button: it closes on Escape, on a choice, and when one goes elsewhere.
export function menu(button, entries) {
  const open = button.parentNode.querySelector(':scope > .menu');
  if (open) { close(); return; }
  const list = el('div', { className: 'menu', role: 'menu' });
  function close() {
    (open || list).remove();
    button.setAttribute('aria-expanded', 'false');
    document.removeEventListener('pointerdown', elsewhere);
  }
  function elsewhere(event) { if (!list.contains(event.target) && !button.contains(event.target)) close(); }
  for (const [name, label, act, hook] of entries.filter(Boolean)) {
    const choose = () => { close(); button.focus(); act(); };
    list.append(el('button', { type: 'button', role: 'menuitem', onclick: choose, 'data-testid': hook }, icon(name), label));
  }
  list.addEventListener('keydown', (event) => {
    const items = [...list.children];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
    }
    if (event.key === 'Escape') { event.stopPropagation(); close(); button.focus(); }
  });
  list.addEventListener('focusout', (event) => { if (event.relatedTarget && !list.contains(event.relatedTarget)) close(); });
  document.addEventListener('pointerdown', elsewhere);
  button.setAttribute('aria-expanded', 'true');
  button.after(list);
  const edge = (button.closest('.chat') || document.body).getBoundingClientRect();
  const { left, right } = list.getBoundingClientRect();
  const into = Math.max(edge.left - left, 0) - Math.max(right - edge.right, 0);
  if (into) list.style.translate = `${into}px`;
  list.firstChild.focus();
}

const COLOURS = ['#c0563f', '#b37a1f', '#6b8e3a', '#2f8f83', '#3678b0', '#6d62b3', '#a9548c'];

export function avatar(name, id) {
  const letters = name.split(/\s+/).map((word) => word[0]).slice(0, 2).join('').toUpperCase();
  const circle = el('span', { className: 'avatar', 'aria-hidden': 'true' }, letters);
  circle.style.background = COLOURS[Math.abs(id) % COLOURS.length];
  return circle;
}

export function clockTime(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString('id-ID', { hour: '2-digit', minute: '2-digit' });
}

// A short word over the chat that it belongs to, or over the whole page.
export function toast(text, place = document.getElementById('toasts')) {
  const shown = el('p', { className: 'toast', 'data-testid': 'toast' }, text);
  place.append(shown);
  setTimeout(() => shown.remove(), 4000);
}

export function alertBox(text) {
  const box = document.getElementById('alert');
  box.querySelector('p').textContent = text;
  box.querySelector('p').dataset.testid = 'toast';
  if (!box.open) box.showModal();
}
