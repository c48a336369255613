// The mail server that the tests talk to: Nodemailer's smtp-server, which tells what came on its output, a line of JSON each,
// and is told on its input what to answer from then on.

import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { SMTPServer } from 'smtp-server';

const settings = JSON.parse(process.argv[2]);
let answer = {};

const say = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);
const refusal = (code) => Object.assign(new Error('as the test wants it'), { responseCode: code });

const server = new SMTPServer({
    name: 'mail.test',
    logger: false,
    secure: false,
    ...(settings.certificate && { cert: readFileSync(settings.certificate), key: readFileSync(settings.key) }),
    disabledCommands: [...(settings.certificate ? [] : ['STARTTLS']), ...(settings.user ? [] : ['AUTH'])],
    authOptional: !settings.user,
    onAuth({ username, password }, session, callback) {
        const isKnown = username === settings.user && password === settings.password;
        return isKnown ? callback(null, { user: username }) : callback(refusal(535));
    },
    onRcptTo(address, session, callback) {
        return answer.recipient ? callback(refusal(answer.recipient)) : callback();
    },
    onData(stream, session, callback) {
        let text = '';
        stream.setEncoding('utf8');
        stream.on('data', (part) => { text += part; });
        stream.on('end', () => {
            const { mailFrom, rcptTo } = session.envelope;
            const to = rcptTo.map(({ address }) => address);
            say({ mail: { from: mailFrom.address, to, isSealed: session.secure, user: session.user ?? null, text } });
            // A server that never answers: nobody knows whether the mail arrived.
            if (!answer.silent) {
                callback(answer.mail ? refusal(answer.mail) : null);
            }
        });
    },
});

// A client that lets go is no reason to end.
server.on('error', () => {});
server.listen(settings.port ?? 0, '127.0.0.1', () => say({ port: server.server.address().port }));

createInterface({ input: process.stdin })
    .on('line', (line) => {
        answer = JSON.parse(line);
        say({ answers: answer });
    })
    .on('close', () => process.exit(0));
