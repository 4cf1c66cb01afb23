import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { demoPeopleQuery, useSignIn } from '../../api/session';
import { Empty } from '../../look/Empty';
import { Rows } from '../../look/Rows';
import { Trouble } from '../../look/Trouble';
import classes from './DemoPeople.module.css';
import { byDepartment, matching } from './findPeople';
import { PersonButton } from './PersonButton';
import { startHere } from './startHere';

/** The demo company: three people to start with, and everybody else by department. */
export function DemoPeople() {
  const { t } = useTranslation();
  const { back } = useSearch({ from: '/sign-in' });
  const router = useRouter();
  const people = useQuery(demoPeopleQuery);
  const signIn = useSignIn();
  const [find, setFind] = useState('');
  const become = (login: string) =>
    signIn.mutate(login, { onSuccess: () => router.history.push(back ?? '/') });

  if (people.isPending) return <Rows count={6} />;
  if (people.isError) return <Trouble thing={t('signIn.peopleTrouble')} error={people.error} onRetry={people.refetch} />;

  const found = matching(people.data, find);
  const busy = signIn.isPending ? signIn.variables : undefined;
  return (
    <>
      {signIn.isError && <Trouble thing={t('signIn.failed')} error={signIn.error} />}
      {!find && (
        <section aria-labelledby="start-here">
          <h2 id="start-here" className={classes.heading}>
            {t('signIn.startHere')}
          </h2>
          <div className={classes.starts}>
            {startHere(people.data).map(({ part, person }) => (
              <PersonButton
                key={part}
                person={person}
                hint={t(`signIn.part.${part}`)}
                busy={busy === person.login}
                onChoose={become}
              />
            ))}
          </div>
        </section>
      )}
      <TextInput
        className={classes.find}
        label={t('signIn.find')}
        placeholder={t('signIn.findHint')}
        leftSection={<IconSearch size={18} stroke={1.5} />}
        value={find}
        onChange={(event) => setFind(event.currentTarget.value)}
      />
      {found.length === 0 && <Empty title={t('signIn.nobody', { find })}>{t('signIn.nobodyText')}</Empty>}
      {byDepartment(found).map(([department, members]) => (
        <section key={department} aria-label={department}>
          <h2 className={classes.heading}>{department}</h2>
          <div className={classes.people}>
            {members.map((person) => (
              <PersonButton key={person.id} person={person} busy={busy === person.login} onChoose={become} />
            ))}
          </div>
        </section>
      ))}
    </>
  );
}
