import pytest

from qcp.web.navigation import FOOT, foot_links


@pytest.mark.django_db
def test_every_link_of_header_and_footer_leads_to_a_page(client, stella):
    client.force_login(stella)
    response = client.get("/home/")

    assert response.context["foot_links"]() == foot_links() != []
    for link in foot_links():
        assert client.get(link.path).status_code == 200
    for link in set(FOOT) - set(foot_links()):
        assert link.path not in response.content.decode()


def test_help_stands_first_in_every_footer():
    assert foot_links()[0].path == "/help/"
