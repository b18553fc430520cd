import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Count } from "#app/ui/count.tsx";
import { Form } from "#app/ui/form.tsx";
import { LinkList } from "#app/ui/lists.tsx";
import type { NavItem } from "#app/ui/shell/menu.ts";
import { Stack } from "#app/ui/page.tsx";

/** All of a menu on one page, by group, and signing out: what the tabs of a phone leave out is here. */
export function MoreList({ groups }: { groups: NavItem[] }) {
  return (
    <Stack>
      {groups.map((group) => (
        <Card
          key={group.to}
          padding="none"
          {...(group.tabs.length > 1 && { title: group.label, titleId: `more-${group.icon}` })}
        >
          <LinkList
            links={group.tabs.map((tab) => ({
              to: tab.to,
              label: tab.label,
              aside: <Count of={tab.badge} />,
              ...(group.tabs.length === 1 && { icon: group.icon }),
            }))}
          />
        </Card>
      ))}
      <Form method="post" action="/sign-out">
        <SubmitButton tone="secondary">{m.identity_sign_out()}</SubmitButton>
      </Form>
    </Stack>
  );
}
