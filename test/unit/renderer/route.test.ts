import { describe, expect, it } from 'vitest';
import { hrefOf, parseRoute, type Route } from '../../../renderer/route.ts';

describe('route', () => {
  const routes: readonly Route[] = [
    { screen: 'home' },
    { screen: 'runs', integrationId: 'springfield' },
    { screen: 'settings', integrationId: 'springfield', section: 'general' },
    { screen: 'issues', integrationId: 'a/b #?ü' },
    { screen: 'run', integrationId: 'springfield', runId: 'run 1/2' },
  ];

  it.each(routes)('comes back from its address: $screen', (route) => {
    expect(parseRoute(hrefOf(route))).toEqual(route);
  });

  it.each(['', '#', '#/', '#/nothing/x', '#/runs', '#/issues/a/b', '#/runs/a/b/c', '#/runs/%E0%A4%A'])(
    'goes Home from %s',
    (hash) => {
      expect(parseRoute(hash)).toEqual({ screen: 'home' });
    },
  );
});
