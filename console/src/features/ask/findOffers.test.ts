import { expect, test } from 'vitest';
import { offer } from '../../testing/fixtures';
import { byApp, matching } from './findOffers';

const jira = offer();
const orders = offer({
  id: 'orders-db-read:orders-db/read',
  automation_title: 'Read the orders database',
  entitlement: { id: 'orders-db/read', app_id: 'orders-db', app_title: 'Orders database', title: 'Read', risk: 'high' },
});

test('every word has to be somewhere', () => {
  expect(matching([jira, orders], 'database READ')).toEqual([orders]);
  expect(matching([jira, orders], 'jira read')).toEqual([]);
  expect(matching([jira, orders], '  ')).toEqual([jira, orders]);
});

test('apps come by title, whatever order the offers came in', () => {
  expect(byApp([orders, jira, jira]).map(([app, offers]) => [app.title, offers.length])).toEqual([
    ['Jira', 2],
    ['Orders database', 1],
  ]);
});
