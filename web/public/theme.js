// Applies the light or dark that somebody chose before the first picture; the app does so only when it has started.
try {
  const theme = localStorage.getItem('buurtverbinders.theme');
  if (theme) document.documentElement.dataset.theme = theme;
} catch {}
