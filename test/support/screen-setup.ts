/** What jsdom lacks and Mantine asks for. */
import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

afterEach(() => {
  cleanup();
  location.hash = '';
});

const none = (): void => undefined;
Object.defineProperty(window, 'matchMedia', {
  value: (media: string) => ({ matches: false, media, addEventListener: none, removeEventListener: none }),
});
globalThis.ResizeObserver ??= class {
  observe = none;
  unobserve = none;
  disconnect = none;
};
