/** The screens on made-up data, for looking at them while they are drawn. Never part of the product's bundle. */
import '../app/schemas-without-eval.ts';
import '../ui/styles/fonts.ts';
import '../app/styles/all.ts';
import { createRoot } from 'react-dom/client';
import { App } from '../app/app.tsx';
import { createClient } from '../bridge/client.ts';
import { fakeBridge } from './fake-bridge.ts';
import type { FakeStart } from './fake-identity.ts';

/** e.g. `gallery.html#phase=active&role=it-auditor` */
const wanted = Object.fromEntries(new URLSearchParams(globalThis.location.hash.slice(1))) as Partial<FakeStart>;
const root = document.getElementById('root');
if (root) createRoot(root).render(<App client={createClient(fakeBridge({ phase: 'signedOut', ...wanted }))} />);
