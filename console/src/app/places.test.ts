import { expect, test } from 'vitest';
import type { Role } from '../api/shapes';
import { placesFor } from './places';

const everyone = ['ask', 'requests', 'holding', 'inbox'];

test.each<[Role[], string[]]>([
  [[], everyone],
  [['owner'], [...everyone, 'access']],
  [['auditor'], [...everyone, 'access', 'audit']],
  [['admin', 'owner'], [...everyone, 'access', 'audit']],
])('with the roles %j one sees %j', (roles, places) => expect(placesFor(roles)).toEqual(places));
