import './zod-without-eval.ts';
import '@mantine/core/styles.css';
import './styles.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createClient } from '../shared/ipc/client.ts';
import { chooseBridge } from './api/bridge.ts';
import { App } from './app.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no place for the application.');
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
createRoot(root).render(
  <StrictMode>
    <App client={createClient(chooseBridge(window))} {...(nonce === undefined ? {} : { nonce })} />
  </StrictMode>,
);
