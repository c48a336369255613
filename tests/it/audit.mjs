// Runs the audits of graphql-http against a server and prints everything that is not as it should be.
// Arguments: the folder where graphql-http is installed, the address of the server.
import { createRequire } from 'node:module';

const [folder, url] = process.argv.slice(2);
const { auditServer } = createRequire(`${folder}/`)('graphql-http');

const results = await auditServer({ url });
for (const { id, name, status, reason } of results) {
  if (status !== 'ok') console.log(`${status} ${id}: ${name}: ${reason}`);
}
console.log(`${results.length} audits`);
