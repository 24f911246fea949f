/** A client in a process of its own, to be killed: signs in at the real window, types a draft or reads it back, and tells. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { noKeyStore } from '../../workstation/harness/core-rig.ts';
import { hostsHere } from '../../workstation/harness/hosts.ts';
import { openWorkstation } from '../../workstation/harness/open-workstation.ts';

const [mode, url = '', caFile = '', stateDir = '', username = '', draft = '', store] = process.argv.slice(2);
/** Used when the state folder holds no enrolment yet. */
const code = process.env['CLIENT_CODE'] ?? '';
const on = (await hostsHere()).hosts[0]!;
// From here on: the browser's profile goes beside the state, so that what a kill leaves behind is found.
process.env['TMPDIR'] = dirname(stateDir);
mkdirSync(dirname(stateDir), { recursive: true });
const desk = await openWorkstation({
  ...{ department: { url, caFile, issueEnrolmentCode: () => Promise.resolve(code) }, on, stateDir },
  ...(store === 'none' ? { keyStore: noKeyStore } : {}),
});
const page = desk.page();
page.context().setDefaultTimeout(20_000);
await page.getByLabel('Department user name').fill(username);
const gate = await page.locator('.gate-link').innerText();
await desk.signIn({ username, password: process.env['CLIENT_PASSWORD'] ?? '' });
const box = page.getByLabel('Search all sources');
await box.waitFor();
if (mode === 'write') await box.fill(draft);
// The page saves a moment after the last key, the vault within a second.
await new Promise((resolve) => setTimeout(resolve, 2500));
const strip = await page.locator('body').innerText();
const { drafts } = await desk.snapshot();
process.stdout.write(`client ${JSON.stringify({ drafts, gate, strip, box: await box.inputValue() })}\n`);
setInterval(() => undefined, 1000);
