// Runs axe-core on the page and answers one line for each element that breaks a rule.

const done = arguments[0];
const options = { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } };
axe.run(document, options).then(
  ({ violations }) => done(violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id} (${help}): ${node.target.join(' ')}`))),
  (error) => done([`axe failed: ${error}`]),
);
