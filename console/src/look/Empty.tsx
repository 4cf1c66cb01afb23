import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Empty.module.css';
import { Ring } from './Ring';

interface Props {
  title: string;
  /** What to do next. */
  children?: ReactNode;
  action?: ReactNode;
  /** It is all there is on the page. */
  whole?: boolean;
}

/** Nothing here, and what to do about it. */
export function Empty({ title, children, action, whole }: Props) {
  return (
    <div className={classes.empty}>
      <Ring tone="ended" size={40} />
      <Title order={whole ? 1 : 2} className={classes.title}>
        {title}
      </Title>
      {children && <p className={classes.text}>{children}</p>}
      {action && <div className={classes.action}>{action}</div>}
    </div>
  );
}
