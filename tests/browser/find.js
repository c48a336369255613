// Waits until the page shows what is sought, or no longer shows it.
// Arguments: the steps of the path ({role, name}), what to wait for, milliseconds to wait, callback.
// Answers the element, `true` for something that is gone, or a sentence about what is there instead.

const [steps, wait, patience, done] = arguments;

const ROLES = {
  button: 'button, summary, input[type=button], input[type=submit], [role=button]',
  link: 'a[href], [role=link]',
  field: 'input:not([type=hidden], [type=submit], [type=button]), select, textarea, [role=combobox], [role=searchbox]',
  heading: 'h1, h2, h3, h4, h5, h6, [role=heading]',
  dialog: 'dialog[open], [role=dialog], [role=alertdialog]',
  navigation: 'nav, [role=navigation]',
  main: 'main',
  region: 'section[aria-label], section[aria-labelledby], [role=region]',
  group: 'fieldset, [role=group]',
  list: 'ul, ol, [role=list]',
  item: 'li, [role=listitem], [role=option]',
  article: 'article, [role=article]',
  tab: '[role=tab]',
  row: 'tr, [role=row]',
  table: 'table',
  status: 'output, [role=status], [role=alert]',
  image: 'img, svg[role=img], [role=img]',
};

const tidy = (text) => (text ?? '').replace(/\s+/g, ' ').trim();

function isShown(element) {
  return element.checkVisibility({ visibilityProperty: true }) && !element.closest('[aria-hidden=true], [inert]');
}

function isUsable(element) {
  return !element.matches(':disabled, [aria-disabled=true]');
}

function labelText(label) {
  const copy = label.cloneNode(true);
  copy.querySelectorAll('input, select, textarea, [aria-hidden=true]').forEach((part) => part.remove());
  return copy.textContent;
}

function nameOf(element) {
  const labelledBy = (element.getAttribute('aria-labelledby') ?? '').split(' ').filter(Boolean)
    .map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
  if (tidy(labelledBy)) return tidy(labelledBy);
  if (tidy(element.ariaLabel)) return tidy(element.ariaLabel);
  if (element.labels?.length) return tidy([...element.labels].map(labelText).join(' '));
  if (element.matches('fieldset')) return tidy(element.querySelector('legend')?.textContent);
  if (element.matches('input, select, textarea')) return tidy(element.placeholder || element.value || element.title);
  if (element.matches('img')) return tidy(element.alt);
  return tidy(element.innerText || element.textContent) || tidy(element.title);
}

// The innermost elements that show the text, from the outside in: a page is looked through often.
function withText(scope, text) {
  const showing = (element) => tidy(element.innerText).includes(text);
  const innermost = (element) => {
    const inner = [...element.children].filter(showing);
    return inner.length ? inner.flatMap(innermost) : [element];
  };
  const outer = scope === document ? document.body : scope;
  return showing(outer) ? innermost(outer) : [];
}

function candidates(scope, { role, name }) {
  if (role === 'text') return withText(scope, name).filter(isShown);
  if (role === 'css') return [...scope.querySelectorAll(name)].filter(isShown);
  const shown = [...scope.querySelectorAll(ROLES[role])].filter(isShown);
  if (name === null) return shown;
  const exact = shown.filter((element) => nameOf(element) === name);
  return exact.length ? exact : shown.filter((element) => nameOf(element).includes(name));
}

function found() {
  let scopes = [document];
  for (const step of steps) {
    scopes = scopes.flatMap((scope) => candidates(scope, step));
  }
  return wait === 'usable' ? scopes.filter(isUsable) : scopes;
}

function present() {
  const last = steps[steps.length - 1];
  if (!ROLES[last.role]) return tidy(document.body.innerText);
  return [...document.querySelectorAll(ROLES[last.role])].filter(isShown).map(nameOf).join(' | ');
}

const deadline = performance.now() + patience;
(function look() {
  const elements = found();
  if (wait === 'gone' ? !elements.length : elements.length) {
    done(wait === 'gone' ? true : elements[0]);
  } else if (performance.now() > deadline) {
    done(`at ${location.pathname}: ${present().slice(0, 2000)}`);
  } else {
    setTimeout(look, 20);
  }
})();
