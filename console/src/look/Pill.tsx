import type { ReactNode } from 'react';
import classes from './Pill.module.css';
import type { Tone } from './tone';

/** A state: a dot of its meaning and its word. */
export function Pill({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={classes.pill} data-tone={tone}>
      <span className={classes.dot} aria-hidden="true" />
      {children}
    </span>
  );
}
