import { Menu, UnstyledButton } from '@mantine/core';
import { IconLogout, IconPlaneDeparture, IconUsers } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { aboutQuery, demoPeopleQuery, forgetSession, useSession, useSignIn, useSignOut } from '../api/session';
import { Face } from '../look/Face';
import classes from './PersonMenu.module.css';
import { switchTargets } from './switchTargets';

/** Who is signed in; from here to who stands in for them, to somebody else, or out. */
export function PersonMenu() {
  const { t } = useTranslation();
  const { person, roles } = useSession();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const demo = useQuery(aboutQuery).data?.demo_sign_in ?? false;
  const people = useQuery({ ...demoPeopleQuery, enabled: demo }).data ?? [];
  const signIn = useSignIn();
  const signOut = useSignOut();
  const leave = () =>
    signOut.mutate(undefined, {
      onSuccess: async () => {
        await navigate({ to: '/sign-in' });
        forgetSession(queries);
      },
    });
  const become = (login: string) => signIn.mutate(login, { onSuccess: () => void navigate({ to: '/' }) });

  return (
    <Menu width={280} position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <UnstyledButton className={classes.me} aria-label={t('person.menu', { name: person.name })}>
          <Face name={person.name} size={32} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.card}>
          <strong>{person.name}</strong>
          <span className="dim">{person.title}</span>
          {roles.length > 0 && <span className="dim">{roles.map((role) => t(`role.${role}`)).join(', ')}</span>}
        </div>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconPlaneDeparture size={18} stroke={1.5} />}
          onClick={() => void navigate({ to: '/away' })}
        >
          {t('away.title')}
        </Menu.Item>
        {demo && (
          <>
            <Menu.Divider />
            <Menu.Label>{t('person.switch')}</Menu.Label>
            {switchTargets(people, person).map((other) => (
              <Menu.Item
                key={other.id}
                leftSection={<Face name={other.name} size={24} />}
                onClick={() => become(other.login)}
              >
                {other.name}
                <span className={classes.title}>{other.title}</span>
              </Menu.Item>
            ))}
            <Menu.Item
              leftSection={<IconUsers size={18} stroke={1.5} />}
              onClick={() => void navigate({ to: '/sign-in' })}
            >
              {t('person.someoneElse')}
            </Menu.Item>
          </>
        )}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={18} stroke={1.5} />} onClick={leave}>
          {t('person.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
