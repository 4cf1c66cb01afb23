import { Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import classes from './Page.module.css';

interface Props {
  title: string;
  /** One sentence: what this page is for, or what it shows just now. */
  lead?: ReactNode;
  /** What can be done on the page as a whole. */
  aside?: ReactNode;
  /** full: a table that uses what there is. */
  width?: 'wide' | 'full';
  children: ReactNode;
}

/** The frame of every page: its title, its lead and its width. */
export function Page({ title, lead, aside, width = 'wide', children }: Props) {
  useEffect(() => {
    document.title = `${title} · Curfew`;
  }, [title]);
  return (
    <div className={classes.page} data-width={width}>
      <header className={classes.head}>
        <div className={classes.titles}>
          <Title order={1}>{title}</Title>
          {lead && <p className={classes.lead}>{lead}</p>}
        </div>
        {aside && <div className={`${classes.aside} not-printed`}>{aside}</div>}
      </header>
      {children}
    </div>
  );
}
