from aws_cdk import App, Duration, Stack
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_cognito as cognito
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_elasticloadbalancingv2 as elb
from aws_cdk import aws_elasticloadbalancingv2_actions as actions
from aws_cdk import aws_route53 as route53

app = App(
    context={
        "@aws-cdk/aws-elasticloadbalancingv2:albDualstackWithoutPublicIpv4SecurityGroupRulesDefault": True
    }
)
stack = Stack(app, "SignIn", env={"account": "111122223333", "region": "us-east-1"})
vpc = ec2.Vpc(stack, "Network", max_azs=2, nat_gateways=1)
pool = cognito.UserPool(stack, "Users")
client = cognito.UserPoolClient(
    stack,
    "Client",
    user_pool=pool,
    generate_secret=True,
    auth_flows=cognito.AuthFlow(user_password=True),
    o_auth=cognito.OAuthSettings(
        flows=cognito.OAuthFlows(authorization_code_grant=True),
        scopes=[cognito.OAuthScope.EMAIL],
        callback_urls=["https://models.example.com/oauth2/idpresponse"],
    ),
)
domain = cognito.UserPoolDomain(
    stack, "Domain", user_pool=pool, cognito_domain=cognito.CognitoDomainOptions(domain_prefix="models")
)
zone = route53.HostedZone(stack, "Zone", zone_name="example.com")
certificate = acm.Certificate(
    stack,
    "Certificate",
    domain_name="models.example.com",
    validation=acm.CertificateValidation.from_dns(zone),
)
balancer = elb.ApplicationLoadBalancer(stack, "Balancer", vpc=vpc, internet_facing=True)
listener = balancer.add_listener(
    "Secure",
    port=443,
    certificates=[certificate],
    default_action=actions.AuthenticateCognitoAction(
        user_pool=pool,
        user_pool_client=client,
        user_pool_domain=domain,
        session_timeout=Duration.days(2),
        session_cookie_name="session",
        scope="email",
        on_unauthenticated_request=elb.UnauthenticatedAction.AUTHENTICATE,
        authentication_request_extra_params={"lang": "en"},
        next=elb.ListenerAction.fixed_response(200, content_type="text/plain", message_body="Signed in"),
    ),
)
listener.add_action(
    "Closed",
    priority=5,
    conditions=[elb.ListenerCondition.path_patterns(["/closed/*"])],
    action=actions.AuthenticateCognitoAction(
        user_pool=cognito.UserPool.from_user_pool_id(stack, "KnownUsers", "us-east-1_abc"),
        user_pool_client=cognito.UserPoolClient.from_user_pool_client_id(stack, "KnownClient", "client"),
        user_pool_domain=cognito.UserPoolDomain.from_domain_name(stack, "KnownDomain", "known"),
        allow_https_outbound=False,
        next=elb.ListenerAction.redirect(host="other.example.com", permanent=True),
    ),
)
quiet = elb.ApplicationLoadBalancer(stack, "Quiet", vpc=vpc)
quiet.add_listener(
    "Quiet",
    port=8443,
    protocol=elb.ApplicationProtocol.HTTPS,
    certificates=[elb.ListenerCertificate.from_certificate_manager(certificate)],
    default_action=actions.AuthenticateCognitoAction(
        user_pool=pool,
        user_pool_client=client,
        user_pool_domain=domain,
        allow_https_outbound=False,
        on_unauthenticated_request=elb.UnauthenticatedAction.DENY,
        next=elb.ListenerAction.fixed_response(404),
    ),
)
app.synth()
