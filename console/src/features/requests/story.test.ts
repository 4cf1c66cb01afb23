import { expect, test } from 'vitest';
import { approval, auditLine, detail, request } from '../../testing/fixtures';
import { storyOf, type Happening } from './story';

const said = (happening: Happening) => {
  if (happening.kind === 'line') return happening.line.action;
  if (happening.kind === 'approval') return `${happening.place} ${happening.approval.title}`;
  return `${happening.place} ${happening.step}`;
};

test('while somebody is asked: what happened, who is asked now, what is still to come', () => {
  const story = storyOf(detail({
    request: request({ state: 'waiting' }),
    approvals: [
      approval({ title: 'Owner', state: 'open', opened_at: '2026-11-24T11:00:00Z' }),
      approval({ title: 'Manager', state: 'approved', opened_at: '2026-11-24T10:00:01Z' }),
    ],
    timeline: [
      auditLine({ at: '2026-11-24T10:00:00Z', action: 'request.submitted' }),
      auditLine({ at: '2026-11-24T10:00:01Z', action: 'approval.opened' }),
      auditLine({ at: '2026-11-24T10:30:00Z', action: 'decision.refused' }),
    ],
  }));
  expect(story.map(said)).toEqual([
    'request.submitted',
    'done Manager',
    'decision.refused',
    'now Owner',
    'ahead opens',
    'ahead ends',
  ]);
});

test('a story that is over has nothing ahead', () => {
  const story = storyOf(detail({
    request: request({ state: 'completed', final: true }),
    approvals: [],
    timeline: [auditLine({ action: 'access.ended' })],
  }));
  expect(story.map(said)).toEqual(['access.ended']);
});

test('where approvals are not shown, their lines are', () => {
  const story = storyOf(detail({
    request: request({ state: 'denied', final: true }),
    approvals: [],
    timeline: [auditLine({ action: 'decision.denied' })],
  }));
  expect(story.map(said)).toEqual(['decision.denied']);
});

test('what was done by hand is told once, by what was asked', () => {
  const story = storyOf(detail({
    request: request({ state: 'completed', final: true }),
    approvals: [approval({ title: 'Give it by hand', kind: 'by_hand', state: 'approved' })],
    timeline: [auditLine({ action: 'decision.done' })],
  }));
  expect(story.map(said)).toEqual(['done Give it by hand']);
});
