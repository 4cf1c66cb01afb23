import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { createConsole } from './app/createConsole';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App console={createConsole()} />
    </StrictMode>,
  );
}
