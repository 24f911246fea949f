/** Mounts the page on the bridge the preload put on the window. Without a bridge it says so and does nothing. */
import './schemas-without-eval.ts';
import '../ui/styles/fonts.ts';
import './styles/all.ts';
import { createRoot } from 'react-dom/client';
import { createClient, windowBridge } from '../bridge/client.ts';
import { App } from './app.tsx';
import { NoBridge } from './no-bridge.tsx';

const root = document.getElementById('root');
const bridge = windowBridge();
if (root) createRoot(root).render(bridge ? <App client={createClient(bridge)} /> : <NoBridge />);
