import { describe, expect, test } from 'vitest';
import { access } from '../testing/fixtures';
import { accessClock } from './accessClock';

const now = Date.parse('2026-11-24T12:00:00Z');
const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString();

describe('a lease at a moment', () => {
  test('open: what is left of it', () => {
    const clock = accessClock(access({ state: 'open', opened_at: at(-128), ends_at: at(112) }), now);
    expect(clock).toMatchObject({ tone: 'open', left: '1 h 52 m', words: 'Ends in 1 h 52 m' });
    expect(clock.share).toBeCloseTo(112 / 240);
  });

  test('its time is up but the record does not say so yet', () => {
    const moment = accessClock(access({ state: 'open', opened_at: at(-60), ends_at: at(0) }), now);
    expect(moment).toMatchObject({ tone: 'waiting', share: 0, words: 'Time is up, closing' });
    const minutes = accessClock(access({ state: 'open', opened_at: at(-60), ends_at: at(-5) }), now);
    expect(minutes).toMatchObject({ tone: 'late', words: 'Should have ended 5 m ago' });
  });

  test('ending: who has to confirm, and how late that is', () => {
    const first = accessClock(access({ state: 'ending', ended_at: at(-0.5) }), now);
    expect(first).toMatchObject({ tone: 'waiting', words: 'Ending, waiting for Jira to confirm' });
    const later = accessClock(access({ state: 'ending', ended_at: at(-7) }), now);
    expect(later).toMatchObject({ tone: 'late', words: 'Ending, Jira has not confirmed for 7 m' });
  });

  test('ended: grey when on time, red when it was late', () => {
    expect(accessClock(access({ state: 'ended', ended_at: at(-180), late_seconds: 2 }), now)).toMatchObject({
      tone: 'ended',
      words: 'Ended 3 h ago',
    });
    expect(accessClock(access({ state: 'ended', ended_at: at(-180), late_seconds: 400 }), now).tone).toBe('late');
  });

  test('before it begins, and when it never does', () => {
    expect(accessClock(access({ state: 'scheduled', from: at(90) }), now).words).toBe('Starts in 1 h 30 m');
    expect(accessClock(access({ state: 'opening' }), now).words).toBe('Opening, waiting for Jira to confirm');
    expect(accessClock(access({ state: 'refused' }), now).tone).toBe('late');
  });
});
