// Runs axe-core on the page and answers one line for each element that breaks a rule. An open dialog is all there is:
// what lies behind it can't be reached.

// Arguments: the rules to run, or null for all, callback.

const [only, done] = arguments;
const every = { rules: { 'target-size': { enabled: true } } };
const options = { resultTypes: ['violations'], ...(only ? { runOnly: { type: 'rule', values: only } } : every) };
axe.run(document.querySelector('dialog[open]') ?? document, options).then(
  ({ violations }) => done(violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id} (${help}): ${node.target.join(' ')}`))),
  (error) => done([`axe failed: ${error}`]),
);
