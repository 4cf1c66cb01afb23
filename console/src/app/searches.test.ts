import { expect, test } from 'vitest';
import { access, audit, inbox, signIn } from './searches';

test.each([['//elsewhere.example/x'], ['https://elsewhere.example'], ['/\\elsewhere.example'], [7], [null]])(
  'after signing in nobody is sent to %s',
  (back) => expect(signIn({ back }).back).toBeUndefined(),
);

test('one comes back to where one was', () => {
  expect(signIn({ back: '/requests/7?x=1' }).back).toBe('/requests/7?x=1');
});

test('what makes no sense is left out', () => {
  expect(access({ person: 'ada', app: '', state: 'sideways' })).toEqual({ person: 'ada' });
  expect(inbox({ tab: 'open', at: 17 })).toEqual({ tab: undefined, at: '17' });
  expect(audit({ request: ['a'] })).toEqual({ request: undefined });
});
