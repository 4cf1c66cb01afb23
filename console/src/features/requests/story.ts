import type { Approval, AuditLine, Request, RequestDetail } from '../../api/shapes';
import type { Tone } from '../../look/tone';

/** One knot of a request's thread. */
export type Happening =
  | { kind: 'line'; place: 'done'; tone: Tone; line: AuditLine }
  | { kind: 'approval'; place: 'done' | 'now'; approval: Approval }
  | { kind: 'access'; place: 'now' | 'ahead'; step: 'opens' | 'holds' | 'ends' };

/** What approvals and their decisions show on knots of their own. */
const TOLD_BY_APPROVAL = /^(approval\.(opened|asked|closed|approved|denied)|decision\.(recorded|made|approved|denied|done))$/;

/** A request's thread: what happened in order, what it waits for now, what is still to come. */
export function storyOf({ request, approvals, timeline }: RequestDetail): Happening[] {
  const told = approvals.length > 0 ? timeline.filter((line) => !TOLD_BY_APPROVAL.test(line.action)) : timeline;
  const past: [string, Happening][] = [
    ...told.map((line): [string, Happening] => [
      line.at,
      { kind: 'line', place: 'done', tone: lineTone(line.action), line },
    ]),
    ...approvals
      .filter((approval) => approval.state !== 'open')
      .map((approval): [string, Happening] => [approval.opened_at, { kind: 'approval', place: 'done', approval }]),
  ];
  past.sort(([a], [b]) => Date.parse(a) - Date.parse(b));
  const asked = approvals
    .filter((approval) => approval.state === 'open')
    .map((approval): Happening => ({ kind: 'approval', place: 'now', approval }));
  return [...past.map(([, happening]) => happening), ...asked, ...ahead(request)];
}

function ahead(request: Request): Happening[] {
  switch (request.state) {
    case 'submitted':
    case 'waiting':
      return [
        { kind: 'access', place: 'ahead', step: 'opens' },
        { kind: 'access', place: 'ahead', step: 'ends' },
      ];
    case 'granting':
    case 'scheduled':
      return [
        { kind: 'access', place: 'now', step: 'opens' },
        { kind: 'access', place: 'ahead', step: 'ends' },
      ];
    case 'open':
      return [
        { kind: 'access', place: 'now', step: 'holds' },
        { kind: 'access', place: 'ahead', step: 'ends' },
      ];
    case 'ending':
      return [{ kind: 'access', place: 'now', step: 'ends' }];
    default:
      return [];
  }
}

function lineTone(action: string): Tone {
  if (/refused|failed|denied|late|timed_out|not_g/.test(action)) return 'late';
  if (/^access\.open|approved|granted/.test(action)) return 'open';
  return 'ended';
}
