// Runs axe-core on the page and answers one line for each element that breaks a rule. An open dialog is all there is:
// what lies behind it can't be reached.

const done = arguments[0];
const options = { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } };
axe.run(document.querySelector('dialog[open]') ?? document, options).then(
  ({ violations }) => done(violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id} (${help}): ${node.target.join(' ')}`))),
  (error) => done([`axe failed: ${error}`]),
);
