// Tells in `window.usableAfter` how many milliseconds after its start a page could be used: its heading stands there, what
// the given selector finds is shown and enabled, and what is asked of the page is done at once.
{
  const isShown = (element) => element?.checkVisibility({ visibilityProperty: true }) && !element.matches(':disabled');
  const isThere = () => isShown(document.querySelector('main h1')) && isShown(document.querySelector(MAIN));
  const step = 10;
  const busy = 50;
  let since = null;
  let last = performance.now();
  const look = () => {
    const now = performance.now();
    const isBusy = now - last > step + busy;
    last = now;
    if (!isThere()) since = null;
    else if (since === null || isBusy) since = now;
    else if (now - since >= busy) {
      window.usableAfter = since;
      return;
    }
    setTimeout(look, step);
  };
  look();
}
