/*
Which of some rules a staged record breaks, by its findings, which are null where it has none. The list is
empty, never null.
*/
create or replace macro reference.broken_rules(findings, rules) as
    list_filter(
        list_transform(coalesce(findings, []), lambda finding: finding.rule),
        lambda rule: list_contains(rules, rule)
    );
