import type { ReactNode } from 'react';
import classes from './Thread.module.css';
import type { Tone } from './tone';

/** What happens one after the other: a thread from top to bottom. */
export function Thread({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ol className={classes.thread} aria-label={label}>
      {children}
    </ol>
  );
}

interface KnotProps {
  /** done: it happened; now: it is what everybody waits for; ahead: it has still to come. */
  place: 'done' | 'now' | 'ahead';
  tone?: Tone;
  /** Stands in for the dot. */
  icon?: ReactNode;
  children: ReactNode;
}

/** One thing on a thread. */
export function Knot({ place, tone = 'ended', icon, children }: KnotProps) {
  return (
    <li className={classes.knot} data-place={place} data-tone={tone} aria-current={place === 'now' ? 'step' : undefined}>
      <span className={classes.mark} aria-hidden="true">
        {icon ?? <span className={classes.dot} />}
      </span>
      <div className={classes.body}>{children}</div>
    </li>
  );
}
